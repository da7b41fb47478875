# ruff: noqa: RUF001 (the dotless i is a letter of Turkish names)
"""Invented children with names as varied as those of an English town, from a seed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

# One community on each block: boys' names, girls' names, family names. Weights follow an English
# town.
COMMUNITIES: dict[str, tuple[int, str, str, str]] = {
    "british": (
        52,
        """
        Oliver George Harry Jack Jacob Noah Charlie Thomas Oscar William James Leo Alfie Henry
        Joshua Freddie Archie Ethan Isaac Alexander Joseph Edward Samuel Max Logan Lucas Daniel
        Theo Arthur Harrison Benjamin Mason Finley Sebastian Adam Dylan Zachary Riley Teddy Toby
        Theodore David Jenson Luke Callum Kai Tyler Connor Ryan Nathan Liam Rhys Owen Kieran
        Jayden Frankie Bobby Reuben Elliot Rory Louis Matthew Michael Stanley Hugo Caleb Jude
        Ralph Callan Robert Peter Andrew Christopher Stephen Mark Ewan Angus
        """,
        """
        Olivia Amelia Isla Emily Ava Lily Mia Sophia Isabella Grace Poppy Ella Evie Charlotte
        Jessica Daisy Isabelle Sophie Freya Ruby Florence Alice Sienna Phoebe Chloe Ellie Millie
        Imogen Matilda Rosie Lucy Erin Harriet Maisie Eliza Scarlett Holly Abigail Molly Megan
        Amber Summer Georgia Bethany Lauren Katherine Eleanor Rebecca Hannah Niamh Lola Martha
        Ivy Willow Elsie Esme Violet Thea Penelope Nancy Darcey Lottie Zoe Elizabeth Robyn
        Jasmine Paige Skye Caitlin Rachel Victoria Orla Siobhan Bronte Beatrice Philippa Tilly
        """,
        """
        Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans
        Walker White Roberts Green Hall Wood Jackson Clarke Harris Clark Turner Hill Cooper Ward
        Moore Morris King Watson Baker Harrison Martin Patterson Allen Mitchell James Anderson
        Phillips Lee Bell Parker Davis Bennett Miller Cook Shaw Richardson Carter Collins
        Marshall Bailey Gray Cox Adams Wilkinson Foster Chapman Mason Russell Powell Webb Rogers
        Hunt Mills Holmes Palmer Matthews Gibson Fisher Barnes Knight Lloyd Butler Barker
        Stevens Jenkins Murphy Dixon Fletcher O'Brien O'Connor O'Neill Kelly Byrne Murray
        McDonald Campbell Stewart Fraser Sutherland Pritchard Llewellyn Ashworth Entwistle
        Ramsbottom Braithwaite Featherstone Thistlethwaite Copperwheat Hargreaves Greenhalgh
        Pemberton Higginbottom Satterthwaite Arkwright Shuttleworth Sowerby Trelawney Penrose
        Polkinghorne Hobbs Tull Winterbourne Aldridge Bramley Cartwright Dewhurst Eccleston
        Fairbrother Gascoigne Holloway Inglewood Jarvis Kettlewell Lockwood Micklethwait Nuttall
        Ormerod Partington Quigley Rowbotham Stringfellow Tattersall Underwood Vickers
        Wolstenholme Yardley
        """,
    ),
    "pakistani": (
        11,
        """
        Mohammed Muhammad Ibrahim Yusuf Ali Hamza Ahmed Bilal Usman Hassan Hussain Zain Adeel
        Imran Faisal Kamran Haroon Danyal Rehan Zeeshan Saad Ismail Musa Umar Zakariya Junaid
        Nabeel Shahzad Tariq Waqas Yasir Qasim Sulaiman
        """,
        """
        Fatima Aisha Maryam Zainab Khadija Hafsa Sumayyah Ayesha Amina Iqra Mariam Saira Noor
        Sana Hira Zara Safiya Laiba Anaya Alishba Mahnoor Rabia Sidra Nadia Farah Aliza Aleena
        Hania Inaya Bushra Kiran
        """,
        """
        Khan Ahmed Hussain Malik Mahmood Iqbal Akhtar Shah Mirza Begum Bibi Rehman Aslam Rashid
        Javed Anwar Chaudhry Butt Sheikh Siddiqui Qureshi Raja Mughal Saleem Nawaz Younis Ashraf
        Bashir Hanif Karim Latif Majeed Nazir Parveen Rafiq Sadiq Tahir Yaqoob Zaman Ghafoor
        Bhatti Awan Janjua Farooqi Gillani
        """,
    ),
    "indian": (
        8,
        """
        Arjun Aarav Rohan Vihaan Dev Krishna Aryan Kabir Ishaan Harpreet Gurpreet Jaspal Manveer
        Karan Nikhil Rahul Sachin Vikram Amrit Jeevan Hardeep Sukhdeep Parth Dhruv Yash Pranav
        Siddharth
        """,
        """
        Ananya Diya Priya Anjali Kavya Riya Meera Isha Saanvi Simran Jasleen Harleen Navdeep
        Manpreet Pooja Neha Shreya Aditi Nisha Kiran Jasmeet Rajvir Tanvi Avani Myra Prisha
        Trisha
        """,
        """
        Patel Singh Kaur Sharma Shah Gill Dhillon Sandhu Sidhu Grewal Mistry Desai Joshi Mehta
        Parmar Chauhan Solanki Gohil Rathod Bhatt Trivedi Reddy Nair Menon Iyer Rao Gupta Kapoor
        Chopra Malhotra Bains Dhaliwal Johal Kang Mann Purewal Sahota Thandi Uppal Virdee
        Lakhani Raval Vyas
        """,
    ),
    "bangladeshi": (
        4,
        """
        Abdul Rafi Tanvir Nayeem Sakib Mahdi Ayaan Rahim Jamal Shahid Tahmid Fahim Rayhan Siam
        Ridwan Muhammed Mohammad Nafis
        """,
        """
        Nusrat Tasnim Sadia Farzana Ruqayyah Jannat Maisha Nabila Tahmina Sumaiya Fahmida
        Sharmin Rahima Anika Humaira Samiha
        """,
        """
        Miah Uddin Begum Rahman Islam Khatun Chowdhury Choudhury Hoque Haque Alam Talukder
        Sarkar Ullah Hossain Mollah Bhuiyan Mozumder Sultana Akter Kabir Matin Quddus Shikder
        Biswas
        """,
    ),
    "african": (
        8,
        """
        Kofi Kwame Kwabena Emmanuel Samuel David Daniel Chinonso Chukwuemeka Oluwaseun Oluwatobi
        Ayodele Babatunde Ikenna Obinna Tunde Femi Kelechi Abdirahman Abdullahi Liban Mahad
        Yonas Dawit Tendai Tafadzwa Joel Nathaniel Prince Elijah
        """,
        """
        Ama Abena Akosua Esther Grace Blessing Precious Chiamaka Ngozi Adaeze Ifeoma Folasade
        Temitope Oluwadamilola Amarachi Hodan Ifrah Hamdi Ayaan Sagal Selam Bethlehem Rutendo
        Chipo Naomi Deborah Favour Zuri Awa Fatoumata
        """,
        """
        Mensah Owusu Boateng Asante Osei Appiah Agyemang Amoah Okafor Okonkwo Adeyemi Adebayo
        Ogunleye Olawale Eze Nwosu Chukwu Balogun Afolabi Oyelaran Bello Danso Sarpong Abdi
        Hassan Farah Warsame Jama Mohamud Tesfaye Haile Gebre Moyo Ncube Dube Chikwanha Mutasa
        Kamara Sesay Conteh Koroma Diallo Jallow Ceesay Bangura
        """,
    ),
    "caribbean": (
        4,
        """
        Jermaine Tyrell Malachi Isaiah Andre Marlon Dwayne Tyrone Jerome Kymani Micah Tremaine
        Leon Curtis Delroy Ezekiel
        """,
        """
        Shanice Tiana Keisha Aaliyah Jada Kezia Renee Monique Shanelle Tanisha Chantelle Imani
        Nevaeh Rhianna Simone Latoya
        """,
        """
        Campbell Brown Clarke Francis Grant Reid Gordon Bailey Henry Edwards Lewis Morgan Thomas
        Joseph Charles Pierre Blake Samuels Francois Baptiste Desmond Bogle Dacosta Gayle Lindo
        Whyte Facey Nembhard Hylton Beckford
        """,
    ),
    "east_european": (
        8,
        """
        Jakub Kacper Filip Szymon Mateusz Wojciech Piotr Bartosz Michał Krzysztof Łukasz Paweł
        Tomasz Adrian Dominik Oskar Andrei Stefan Ionuț Cristian Mihai Vlad Denis Lukas Matas
        Jonas Nojus Dmitrijs Artjoms Ivan Georgi
        """,
        """
        Zuzanna Zofia Julia Maja Hanna Lena Aleksandra Natalia Wiktoria Oliwia Małgorzata
        Agnieszka Katarzyna Ioana Andreea Elena Bianca Daria Ștefania Gabija Ugnė Emilija Kamilė
        Anastasija Viktoria Yana Milena Kinga
        """,
        """
        Nowak Kowalski Kowalska Wiśniewski Wiśniewska Wójcik Kamiński Lewandowski Zieliński
        Szymański Woźniak Dąbrowski Kozłowska Jankowski Mazur Kwiatkowska Krawczyk Piotrowski
        Grabowska Pawłowski Michalski Popescu Ionescu Popa Dumitru Stan Stoica Gheorghe Rusu
        Munteanu Kazlauskas Petrauskas Jankauskas Stankevičius Bērziņš Kalniņš Ozols Ivanov
        Petrov Dimitrov Georgiev Horváth Kovács Novák Svoboda Dvořák
        """,
    ),
    "chinese_and_vietnamese": (
        2,
        "Jun Wei Hao Ming Jason Kevin Ryan Minh Quang Duc Bao Leo Ethan Zihan Yichen",
        "Mei Ling Xin Yan Jia Linh Thao Mai Lan Emily Chloe Yuxin Zihan Huong Ngoc",
        """
        Chen Wang Zhang Li Liu Huang Wong Chan Lam Leung Cheung Lau Nguyen Tran Pham Hoang Phan
        Vu Dang Bui Zhao Zhou Xu Lin Tang Yip Ho Mak Tsang Kwok
        """,
    ),
    "arab_turkish_and_kurdish": (
        3,
        """
        Omar Khalid Youssef Mustafa Mehmet Emre Yusuf Karim Tariq Adnan Samir Baran Azad Rojhat
        Kerem Can Deniz Mahmoud Ziad Ayman
        """,
        """
        Layla Salma Yasmin Noor Rania Elif Zeynep Defne Ayşe Rojin Berfin Dilan Hana Mariam Sara
        Amal Huda Nour Reem Dalia
        """,
        """
        Al-Hassan El-Sayed Haddad Khalil Mansour Saleh Nasser Aziz Yılmaz Kaya Demir Şahin Çelik
        Öztürk Aydın Arslan Doğan Kılıç Karim Mahmoud Rashed Abbas Hamid Jaber Said Amin Darwish
        Fares Qasim Barzani
        """,
    ),
}


@dataclass(frozen=True)
class InventedChild:
    """A child who does not exist."""

    given: str
    family: str
    known_as: str
    sex: str
    born_on: date
    community: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


class NameMaker:
    """Makes up children; the same seed makes the same children."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self.communities = list(COMMUNITIES)
        self.weights = [COMMUNITIES[name][0] for name in self.communities]
        self.lists = {
            name: tuple(text.split() for text in lists[1:]) for name, lists in COMMUNITIES.items()
        }

    def child(
        self, first: date = date(2008, 9, 1), last: date = date(2022, 8, 31)
    ) -> InventedChild:
        """One invented child, born between two days."""
        community = self.rng.choices(self.communities, self.weights)[0]
        sex = self.rng.choice("MF")
        given = self.given(community, sex)
        family = self.family(community)
        born_on = first + timedelta(days=self.rng.randrange((last - first).days + 1))
        return InventedChild(given, family, given, sex, born_on, community)

    def given(self, community: str, sex: str) -> str:
        """A given name; one in twelve has two, some joined by a hyphen."""
        names = self.lists[community][0 if sex == "M" else 1]
        name = self.rng.choice(names)
        if self.rng.random() > 1 / 12:
            return name
        other = self.rng.choice([each for each in names if each != name])
        return f"{name}{self.rng.choice('- ')}{other}"

    def family(self, community: str) -> str:
        """A family name; one in fourteen has two, sometimes from two communities."""
        name = self.rng.choice(self.lists[community][2])
        if self.rng.random() > 1 / 14:
            return name
        mixed = self.rng.choices(self.communities, self.weights)[0]
        other = self.rng.choice([each for each in self.lists[mixed][2] if each != name])
        return f"{name}-{other}"
